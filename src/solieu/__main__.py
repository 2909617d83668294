"""``python -m solieu``."""

from solieu.cli import main

if __name__ == "__main__":
    main()
