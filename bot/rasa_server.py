"""`python -m bot.rasa_server run …`: Rasa's own command line, without TensorFlow."""

from __future__ import annotations

from bot import without_tensorflow

if __name__ == "__main__":
    without_tensorflow.install()
    from rasa.__main__ import main

    main()
