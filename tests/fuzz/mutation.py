"""Makes a bad file out of a good one."""

from random import Random

TOKENS = [
    *(
        b"[",
        b"{",
        b"- ",
        b"? ",
        b": ",
        b"&a ",
        b"*a",
        b"!!python/name:os.system",
        b"<<: ",
        b"---\n",
        b"\t",
        b"\n",
    ),
    *(
        b"'",
        b'"',
        b"|\n",
        b">\n",
        b"%YAML 1.1\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc2\x85",
        b'"\\ud800"',
    ),
    *(
        b".nan",
        b".inf",
        b"-1",
        b"1e999",
        b"0x",
        b"9" * 5_000,
        b"2026-13-45",
        b"1:59:59",
        b"null",
        b"~",
        b"=",
        b"{}",
    ),
]
"""What means something in YAML, or to those who read it."""

MOST_STEPS = 6
MOST_COPIES = 2_000


def mutate(seeds: list[bytes], random: Random, tokens: list[bytes]) -> bytes:
    """Return one of the seeds after some random changes."""
    content = bytearray(random.choice(seeds))
    for _ in range(random.randint(1, MOST_STEPS)):
        _change(content, random, seeds, tokens)
    return bytes(content)


def _change(content: bytearray, random: Random, seeds: list[bytes], tokens: list[bytes]) -> None:
    start = random.randint(0, len(content))
    end = min(len(content), start + random.choice([1, 4, 32, 512]))
    match random.randrange(7):
        case 0 if start < len(content):
            content[start] ^= 1 << random.randrange(8)
        case 1:
            content[start:end] = random.randbytes(end - start)
        case 2:
            del content[start:end]
        case 3:
            del content[start:]
        case 4:
            content[start:start] = random.choice(tokens)
        case 5:
            content[start:start] = bytes(content[start:end]) * random.choice([1, 2, 50, MOST_COPIES])
        case _:
            other = random.choice(seeds)
            at = random.randint(0, len(other))
            content[start:end] = other[at : at + 64]
