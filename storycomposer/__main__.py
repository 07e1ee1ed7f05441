"""``python -m storycomposer`` is the command line."""

import sys

from storycomposer.cli import main

if __name__ == "__main__":
    sys.exit(main())
