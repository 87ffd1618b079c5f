"""The same person, body or initiative under many names: aliases, by what they meet, and what becomes of them.

`keys` says by what a name may meet others, `clusters` which are one; `aliases` and `settle` keep that in the database.
"""
