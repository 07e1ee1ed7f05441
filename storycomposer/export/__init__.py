"""A story as files for people: sets of pictures, their names and what is said of them."""
