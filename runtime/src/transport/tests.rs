//! Situations that need a say in how names are looked up and who is trusted.
