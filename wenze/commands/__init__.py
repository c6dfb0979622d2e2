"""The commands, one module each. Heavy imports wait inside the functions."""
