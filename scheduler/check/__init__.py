"""The referee: every rule a plan must keep, its key figures and its price.

It takes a plan from anyone, believes nothing that the plan says about itself, and has
never met the solver.
"""
