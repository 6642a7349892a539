"""How zhiyun is put together on one machine: settings, addresses, the server's door."""
