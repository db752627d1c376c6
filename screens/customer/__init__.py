"""One customer: onboarding to AWS and Azure step by step, plans, marketplace links and history."""
