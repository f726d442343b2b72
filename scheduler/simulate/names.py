"""Names, telephone numbers and organisations that plainly belong to nobody.

Every given name begins with 某, the sign by which a Chinese reader knows that a name
is withheld or made up. No telephone number begins with 000.
"""

from collections.abc import Iterator
from itertools import cycle

import numpy as np

from scheduler.simulate.draw import shuffled

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢"
GIVEN = "春夏秋冬梅兰竹菊松柏桂荷山川江河湖海星云雨雪风月晨光明安宁和平福寿康乐书画琴"
ORGANISATIONS = tuple(f"示例{letter}社" for letter in "甲乙丙丁戊己庚辛壬")


def draw_names(rng: np.random.Generator) -> Iterator[str]:
    """Return names without end; namesakes only when there are no others left."""
    names = [f"{first}某{last}" for first in SURNAMES for last in GIVEN]
    return cycle(shuffled(rng, names))


def phone(number: int) -> str:
    """Return a telephone number that cannot be dialled."""
    return f"000-{number // 10_000:04d}-{number % 10_000:04d}"
