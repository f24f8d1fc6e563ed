"""Facts computed from a plan: no severity, no wording, only what follows from what people wrote."""
