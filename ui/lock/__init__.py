"""Locking by itself and opening again: when nobody is there, when the computer locks or sleeps, by PIN at the counter."""
