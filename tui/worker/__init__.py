"""The async API worker: it schedules, refreshes, carries out intents and publishes snapshots."""
