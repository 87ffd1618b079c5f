"""`python -m corpus.flood OUT --count N --seed S [--damage] [--held-out]`: writes letters and their gold."""

import argparse
import json
from pathlib import Path

from corpus.flood import compose


def write(out: Path, count: int, seed: int, held_out: bool, damage: bool) -> None:
    """`count` letters `<kind>_<seed>.txt` with gold `<kind>_<seed>.json`, the first of them from `seed`."""
    out.mkdir(parents=True, exist_ok=True)
    for one in range(seed, seed + count):
        text, gold = compose(one, held_out, damage)
        stem = out / f"{gold['kind']}_{one:06}"
        stem.with_suffix(".txt").write_text(text, "utf-8")
        stem.with_suffix(".json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Сочиняет письма и приказы с эталоном")
    parser.add_argument("out", type=Path, help="папка для писем")
    parser.add_argument("--count", type=int, default=100, help="сколько писем")
    parser.add_argument("--seed", type=int, default=0, help="номер первого письма")
    parser.add_argument("--damage", action="store_true", help="с ошибками распознавания")
    parser.add_argument("--held-out", action="store_true", help="только слова и обороты, отложенные для проверки")
    args = parser.parse_args()
    write(args.out, args.count, args.seed, args.held_out, args.damage)
