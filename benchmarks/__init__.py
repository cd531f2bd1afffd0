"""The speed budgets of the design, measured as ratios: ours and a floor in turn, in one run, on one machine."""
