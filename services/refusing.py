"""Refusing (拒否): a look that is refused leaves an entry too, without a copy of anything (R37)."""

import json
from uuid import uuid4

from consent.gate import Reason
from events.access import ReadingRefused, Surface
from events.values import Basis, Purpose
from services.facts import Facts
from services.files import register_file
from services.ledger.drafts import Draft, Expected
from services.ledger.ledger import Ledger
from services.refusals import NotShown


def refuse(ledger: Ledger, facts: Facts, *, surface: Surface, asked: str, why: Reason) -> NotShown:
    """
    Write the refusal down and return what to raise: the same whether the thing exists or not.

    That a case is restricted stands in the sealed detail only: an auditor sees refusals by rule.
    """
    acting = facts.acting
    told = Reason.NOT_FOUND if why is Reason.NOT_NAMED else why
    event = ReadingRefused(
        register=acting.programme,
        surface=surface,
        rule=told,
        detail=json.dumps(facts.detail(asked=asked, why=why), ensure_ascii=False),
    )
    draft = Draft(
        event=event,
        event_id=(event_id := uuid4()),
        stream=event_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE, basis=Basis.NONE),
        file=register_file(facts.now),
        programme=acting.programme,
    )
    ledger.record([draft], Expected())
    return NotShown()
