"""Suits of cards are told apart by shape alone, however many there are."""

from io import BytesIO
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import resvg_py
from PIL import Image

from framework_pdf.html.suits import HALF, suit_path

DOTS = 40


def ink(number: int) -> "np.ndarray[Any, Any]":
    """Return where a suit is drawn, in dots."""
    box = f"{-HALF} {-HALF} {2 * HALF} {2 * HALF}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{DOTS}" height="{DOTS}">'
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=f'{svg}<path d="{suit_path(number)}"/></svg>'))
    return np.asarray(Image.open(BytesIO(drawn)))[:, :, 3] > 127


@pytest.fixture(scope="module")
def drawn() -> dict[int, "np.ndarray[Any, Any]"]:
    return {number: ink(number) for number in range(1, 31)}


def test_any_two_suits_differ_in_a_fifteenth_of_what_is_drawn(drawn: dict[int, "np.ndarray[Any, Any]"]) -> None:
    for one, other in combinations(drawn, 2):
        unlike = (drawn[one] ^ drawn[other]).sum() / (drawn[one] | drawn[other]).sum()
        assert unlike > 1 / 15, (one, other)


def test_each_suit_is_large_and_within_its_picture(drawn: dict[int, "np.ndarray[Any, Any]"]) -> None:
    for number, dots in drawn.items():
        assert dots.mean() > 0.12, number
        height = np.flatnonzero(dots.any(axis=1))
        width = np.flatnonzero(dots.any(axis=0))
        assert max(np.ptp(height), np.ptp(width)) > 0.55 * DOTS, number
