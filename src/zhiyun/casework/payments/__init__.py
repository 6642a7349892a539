"""Paying: accounts that are verified and cooled, orders under four eyes, files to the bank and receipts from it."""
