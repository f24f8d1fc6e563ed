/* Browsers refuse workers to a page opened from disk. There, run the search in a hidden frame of the same page instead:
   the same interface, no other host. Pages from a server keep the real worker. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const waiting = []
      let inside = null
      this.postMessage = data => inside ? inside(data) : waiting.push(data)
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "search"
      frame.srcdoc = "<!doctype html><title>search</title>"
      frame.addEventListener("load", () => {
        const room = frame.contentWindow
        const fetched = source => new Promise((resolve, reject) => {
          const script = room.document.createElement("script")
          script.src = source
          script.onload = resolve
          script.onerror = () => reject(new Error(`cannot load ${source}`))
          room.document.head.append(script)
        })
        room.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
        room.importScripts = (...sources) => sources.reduce(
          (before, source) => before.then(() => fetched(new URL(source, url).href)), Promise.resolve())
        fetched(url).then(() => {
          inside = data => room.dispatchEvent(new room.MessageEvent("message", { data }))
          waiting.splice(0).forEach(inside)
        })
      }, { once: true })
      document.body.append(frame)
    }

    terminate() {}
  }
}
