DO SLEEP(2); -- longer than the test bears a silence
