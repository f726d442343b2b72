"""The community's rules and weights."""

from fastapi import APIRouter

from api.handlers import Speech
from api.schemas.people import PolicyBody, PolicySaved
from api.schemas.shown import shown
from api.security import Anybody, Coordinator, Desk, Reading, Writing
from api.services import rosters
from api.store.community import policy_of
from scheduler.domain.policy import Policy

router = APIRouter(prefix="/policy", tags=["people"])


@router.get(
    "",
    operation_id="get_policy",
    summary="The community's policy",
    responses=shown(Policy().model_dump(mode="json")),
)
def get_policy(caller: Anybody, reading: Reading) -> Policy:
    """Return every rule, weight and constant, in the form of policy.toml."""
    return policy_of(reading)


@router.put("", operation_id="put_policy", summary="Change the community's policy")
def put_policy(
    body: PolicyBody, caller: Coordinator, desk: Desk, writing: Writing, speech: Speech
) -> PolicySaved:
    """Put a whole policy in place of the one there is.

    What contradicts itself is refused, all of it at once; seniors whom the policy
    leaves without a window or a carer are told among the warnings.
    """
    policy = Policy(**dict(body))
    saved, warnings = rosters.put_policy(desk, writing, caller, policy)
    return PolicySaved(policy=saved, warnings=[one.to(speech) for one in warnings])
