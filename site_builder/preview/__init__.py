"""The preview: a draft of any page from memory, shown anew as soon as something that it shows is saved."""
