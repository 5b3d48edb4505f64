// Digits as shown, the same as in numbers.py: of what is read at a glance, of what is added up, of
// what is multiplied; so that each result can be worked out by hand.

export const GLANCE_DIGITS = 4;
export const SUM_DIGITS = 6;
export const FACTOR_DIGITS = 8;
