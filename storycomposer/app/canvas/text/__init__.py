"""Writing in place: the text of a layer under caret, keys, pointer and input methods."""
