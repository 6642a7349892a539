"""Everything that changes something: verbs, each through `casework.door`."""
