"""How long everything is kept: the classes of data of all rooms, in one row."""
