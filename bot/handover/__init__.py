"""Requests for a callback or an e-mail: asked for in the chat, kept here, delivered to the office by a worker."""
