"""What machines read: calendars, feeds of news, open data, what search engines and chats are told.

No sign-in and no cookie, the same bytes for everyone who asks for the same address. All addresses
are below `/feeds/<language>/`, and what is there is in that language as far as it is written.
"""
