"""From files to the model: the one place that knows where things stand, their formats and their Danish keys."""
