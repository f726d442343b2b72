"""The published daily problem of the field: home health care routing and scheduling.

Caregivers set out from one base to patients who need one service or two of them, tied
together in time. The cost is a third of total travel, total tardiness and the largest
tardiness together.
"""
