"""A session as its kit prints it: plans with their times, activities, and what to print for a group."""

from dataclasses import dataclass
from itertools import accumulate

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.session import Activity, GroupSession, Per, Plan, ToPrint
from framework_pdf.products.group import Group


@dataclass(frozen=True, slots=True)
class StepPart:
    """An activity in a plan."""

    activity: Activity
    number: int
    """Of the activity, among all."""
    start: int
    """In minutes from the beginning."""
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A plan, with when everything begins in it."""

    plan: Plan
    steps: tuple[StepPart, ...]
    spare: int
    """How many minutes are to spare, at the end."""


@dataclass(frozen=True, slots=True)
class ActivityPart:
    """An activity, with how long it takes in each plan that has it, and what is printed for it."""

    activity: Activity
    number: int
    minutes: tuple[tuple[Plan, int], ...]
    uses: tuple[ToPrint, ...]


@dataclass(frozen=True, slots=True)
class PrintPart:
    """What is to be printed, and how often for a group."""

    item: ToPrint
    copies: int
    """How many there are of it: people, tables or one."""
    pages: int
    """How many pages of it are printed, to be cut apart where several stand on one."""


@dataclass(frozen=True, slots=True)
class SessionPart:
    """A session for a group."""

    session: GroupSession
    plans: tuple[PlanPart, ...]
    activities: tuple[ActivityPart, ...]
    to_print: tuple[PrintPart, ...]


def session_part(catalogue: Catalogue, group: Group | None) -> SessionPart | None:
    """Return the session of some content for a group; None where there is no group or no session."""
    session = catalogue.session
    if session is None or group is None:
        return None
    numbered = {activity.id: (number, activity) for number, activity in enumerate(session.activities, 1)}
    printed = {each.id: each for each in session.to_print}
    return SessionPart(
        session,
        plans=tuple(_plan(plan, numbered) for plan in session.plans),
        activities=tuple(
            ActivityPart(
                activity,
                number,
                tuple((plan, taken) for plan in session.plans if (taken := _minutes_in(plan, activity))),
                tuple(printed[name] for name in activity.uses),
            )
            for number, activity in numbered.values()
        ),
        to_print=tuple(_to_print(each, group) for each in session.to_print),
    )


def _plan(plan: Plan, numbered: dict[str, tuple[int, Activity]]) -> PlanPart:
    """Return a plan with its times, which begin at 0."""
    *starts, end = accumulate((step.minutes for step in plan.steps), initial=0)
    steps = (
        StepPart(activity, number, start, step.minutes)
        for step, start in zip(plan.steps, starts, strict=True)
        for number, activity in [numbered[step.activity]]
    )
    return PlanPart(plan, tuple(steps), plan.minutes - end)


def _minutes_in(plan: Plan, activity: Activity) -> int:
    """Return how long an activity takes in a plan; 0 if the plan leaves it out."""
    return sum(step.minutes for step in plan.steps if step.activity == activity.id)


def _to_print(item: ToPrint, group: Group) -> PrintPart:
    """Return how often something is printed for a group."""
    copies = {Per.PERSON: group.people, Per.TABLE: group.tables, Per.SESSION: 1}[item.per]
    return PrintPart(item, copies, -(-copies // item.to_a_page))
