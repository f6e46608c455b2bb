"""The two ONNX files, run as the program runs them: a text once through the lower half, one pair at a time."""

import numpy as np
import onnxruntime

from net import PASSAGE, QUESTION


class Exported:
    def __init__(self, folder, texts, threads=2):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        load = lambda half: onnxruntime.InferenceSession(
            f"{folder}/reader-{half}-int8.onnx", options, providers=["CPUExecutionProvider"])
        self.lower, self.upper, self.texts, self.known = load("lower"), load("upper"), texts, {}

    def state(self, text, most):
        if (text, most) not in self.known:
            ids = np.array([self.texts.ids(text, most)], np.int64)
            self.known[text, most] = self.lower.run(None, {"input_ids": ids})[0]
        return self.known[text, most]

    def logits(self, pairs):
        return np.concatenate([
            self.upper.run(None, {"question": self.state(q, QUESTION), "passage": self.state(p, PASSAGE)})[0]
            for q, p in pairs
        ])
