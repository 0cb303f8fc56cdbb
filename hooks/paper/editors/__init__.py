"""What editors are told: problems, what a change does, new editions."""
