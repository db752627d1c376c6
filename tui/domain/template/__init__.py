"""What a CloudFormation template would do, in a review that a person can judge."""
