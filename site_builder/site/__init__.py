"""What is shown: views of finished values, the theme that renders them, and the plan of what is published."""
