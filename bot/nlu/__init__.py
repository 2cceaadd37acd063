"""Understanding: Rasa graph components of this assistant and the pure functions behind them."""
