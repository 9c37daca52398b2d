# docker build -t news-story-graph . && docker run --rm -v "$PWD:/work" news-story-graph build FOLDER
FROM python:3.13-slim
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY locks/graph.txt locks/
COPY graphkit graphkit
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r locks/graph.txt \
 && pip install --no-cache-dir --no-deps --no-build-isolation .
WORKDIR /work
ENTRYPOINT ["graphkit"]
