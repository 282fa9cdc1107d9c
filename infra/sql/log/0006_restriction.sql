-- Who may know of a case is asked of the streams before every look: which it is that they say so.

CREATE INDEX entry_of_keeping ON log.entry (tenant, stream)
    WHERE type IN ('assignment.lead-handed-over', 'restriction.case-restricted',
        'restriction.lifted', 'withholding.sheet-withheld', 'withholding.sheet-released');
