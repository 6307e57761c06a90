"""What keeps the project over the years: releases, newer packages, and their wheels for a day without a registry."""
