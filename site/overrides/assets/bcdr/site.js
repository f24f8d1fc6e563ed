/* Ticks of a checklist stay in this browser until they are cleared or the steps change; nothing leaves the machine. */
(() => {
  const list = document.querySelector("[data-steps]")
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print())
  if (!list) return
  const key = `bcdr:${location.pathname}:${list.dataset.steps}`
  const ticks = [...list.querySelectorAll(".b-tick")]
  const clear = document.querySelector("[data-untick]")
  const read = () => { try { return JSON.parse(localStorage.getItem(key)) || {} } catch { return {} } }
  const show = done => {
    for (const tick of ticks) {
      tick.checked = tick.id in done
      tick.closest("li").classList.toggle("b-done", tick.checked)
    }
    if (clear) clear.hidden = !Object.keys(done).length
  }
  const keep = done => { try { localStorage.setItem(key, JSON.stringify(done)) } catch { /* private window */ } show(done) }
  let done = read()
  show(done)
  for (const tick of ticks) tick.addEventListener("change", () => {
    if (tick.checked) done[tick.id] = Date.now(); else delete done[tick.id]
    keep(done)
  })
  if (clear) clear.addEventListener("click", () => keep(done = {}))
})()
