"""What the page /backprop shows."""
