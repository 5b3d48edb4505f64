"""Figures: the two colors that charts and pictures share."""

ABOVE = "#c85a00"  # orange, beside blue: safe for color-blind eyes
BELOW_LINE = "#3f7fc4"  # a thin line wants a lighter blue to show on dark pages
