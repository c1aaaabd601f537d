# The panels: search, queues, verification, outbox.
