"""Long proof that nothing is lost: `./run soak NAME`."""
