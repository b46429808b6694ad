"""What tellers were told before a crash, as lines from the process that told them."""

from dataclasses import dataclass, field

GOING, WITHDRAWN = "gaat", "weg"


@dataclass
class Known:
    """What tellers were told: the codes of their stories by key, and which they began to take back, and took back."""

    codes: dict[str, str] = field(default_factory=dict)
    going: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)

    def hear(self, said: bytes) -> None:
        """Take in whole lines: `key:code`, `key:gaat` or `key:weg`."""
        for line in said.decode().splitlines():
            key, _, code = line.partition(":")
            if code == WITHDRAWN:
                self.withdrawn.add(key)
            elif code == GOING:
                self.going.add(key)
            elif code:
                self.codes[key] = code
