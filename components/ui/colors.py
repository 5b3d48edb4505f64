"""Figures: the two colours that charts and pictures share."""

ABOVE = "#c85a00"  # orange, beside blue: safe for colour-blind eyes
BELOW_LINE = "#3f7fc4"  # a thin line wants a lighter blue to show on dark pages
