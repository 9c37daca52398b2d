"""``python -m graphkit`` and the command ``graphkit``."""

from graphkit.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="graphkit")


if __name__ == "__main__":
    main()
