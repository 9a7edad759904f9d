#!/bin/sh
# Draws the golden pictures anew, and those that README.md shows, after a screen was changed on purpose. Look at what it
# changed before it is committed: git diff --stat tests/golden screenshots, and the pictures themselves.
set -eu
cd "$(dirname "$0")/../.."
scripts/prepare release test_kiosk
mkdir -p screenshots
PORCHLIGHT_RENEW_GOLDEN=1 build/release/test_kiosk "every screen looks as it did when somebody last looked"
du -sh tests/golden screenshots
