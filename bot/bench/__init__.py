"""`kreislotse bench nlu`: our NLU pipeline and the baselines, each trained and tested in processes of their own."""
