"""What Ofsted publishes, brought into the register."""
