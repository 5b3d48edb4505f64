"""Colors of charts and images: each has one meaning, as in components/ui/js/color.js."""

ABOVE = "#c85a00"  # orange, beside blue: safe for color-blind eyes
BELOW_LINE = "#3f7fc4"  # a thin line wants a lighter blue to show on dark pages
OUTPUT = "#1a9988"  # teal: what a network puts out, and how well it does
MARK = "#8b5cf6"  # violet: what is pointed at or compared
GRAY = "#8a8f96"
