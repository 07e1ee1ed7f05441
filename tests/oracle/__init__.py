"""What a browser makes of our texts: line breaks and caret edges, stored once."""
