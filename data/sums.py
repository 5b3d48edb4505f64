"""Writes SHA256SUMS anew, after a file of data/ was made anew: ``python -m data.sums``."""

from models.config.data_integrity import DATA, FILES, SUMS, sha256


def main() -> None:
    """Write it."""
    SUMS.write_text("".join(f"{sha256(DATA / name)}  {name}\n" for name in FILES), "ascii")


if __name__ == "__main__":
    main()
