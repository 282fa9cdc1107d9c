"""
What can happen at a consultation desk, and the rules of it: one file a concept, pure.

A concept file reads top to bottom: events, state and `evolve`, commands, refusals, `decide`.
`base` holds what every event shares, `values` the code lists, `catalogue` every kind of event once
with its Japanese label. Concepts meet by id, never by import.
"""
